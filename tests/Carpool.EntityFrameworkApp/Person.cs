namespace Blog;

/// <summary>Somebody who writes.</summary>
public sealed class Person
{
    public int Id { get; set; }

    public required string Name { get; set; }
}
