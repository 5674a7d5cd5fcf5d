using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Blog.Migrations;

/// <summary>What the migrations lead to: a model that has moved on from it would be told of.</summary>
[DbContext(typeof(BlogContext))]
public sealed class BlogContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasAnnotation("ProductVersion", "10.0.0").HasAnnotation("Relational:MaxIdentifierLength", 63);
        NpgsqlModelBuilderExtensions.UseIdentityByDefaultColumns(modelBuilder);
        modelBuilder.Entity("Blog.Person", person =>
        {
            person.Property<int>("Id").ValueGeneratedOnAdd().HasColumnType("integer");
            NpgsqlPropertyBuilderExtensions.UseIdentityByDefaultColumn(person.Property<int>("Id"));
            person.Property<string>("Name").IsRequired().HasColumnType("text");
            person.HasKey("Id");
            person.HasIndex("Name").IsUnique();
            person.ToTable("People");
        });
    }
}
