using System.Text.Json.Serialization;
using Carpool.State;

namespace Carpool.Diff;

[JsonDerivedType(typeof(CreateDatabase), "create_database")]
[JsonDerivedType(typeof(AlterDatabase), "alter_database")]
[JsonDerivedType(typeof(GrantOnDatabase), "grant_on_database")]
[JsonDerivedType(typeof(RevokeOnDatabase), "revoke_on_database")]
[JsonDerivedType(typeof(ChangeSetting), "change_setting")]
[JsonDerivedType(typeof(ResetSetting), "reset_setting")]
[JsonDerivedType(typeof(EndSessions), "end_sessions")]
public abstract partial record Change
{
    /// <summary>A database to make, closed to everybody until its inside is set up.</summary>
    public sealed record CreateDatabase(string App, Database ToCreate) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "database";

        /// <inheritdoc/>
        public override string Name => ToCreate.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => ToCreate.Name;
    }

    /// <summary>A database whose owner, limit or openness differs.</summary>
    public sealed record AlterDatabase(string App, Database From, Database To) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "database";

        /// <inheritdoc/>
        public override string Name => To.Name.Value;

        /// <inheritdoc/>
        public override DatabaseName? Database => To.Name;
    }

    /// <summary>A privilege to grant on a database. <paramref name="App"/> is null on a shared one.</summary>
    public sealed record GrantOnDatabase(string? App, DatabaseGrant Grant) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Create;

        /// <inheritdoc/>
        public override string Kind => "grant";

        /// <inheritdoc/>
        public override string Name => $"{Grant.Privilege} on database {Grant.Database} to {Grant.Grantee}";

        /// <inheritdoc/>
        public override DatabaseName? Database => Grant.Database;
    }

    /// <summary>A privilege to revoke on a database. <paramref name="App"/> is null on a shared one.</summary>
    /// <param name="OnlyGrantOption">True takes back the right to pass it on, not the privilege.</param>
    public sealed record RevokeOnDatabase(string? App, DatabaseGrant Grant, bool OnlyGrantOption) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => OnlyGrantOption ? ChangeAction.Update : ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "grant";

        /// <inheritdoc/>
        public override string Name => $"{Grant.Privilege} on database {Grant.Database} to {Grant.Grantee}";

        /// <inheritdoc/>
        public override DatabaseName? Database => Grant.Database;
    }

    /// <summary>A setting to plant, or to give another value.</summary>
    public sealed record ChangeSetting(string App, Setting? From, Setting To) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => From is null ? ChangeAction.Create : ChangeAction.Update;

        /// <inheritdoc/>
        public override string Kind => "setting";

        /// <inheritdoc/>
        public override string Name => NameOf(To);

        /// <inheritdoc/>
        public override DatabaseName? Database => To.Database;

        internal static string NameOf(Setting setting) =>
            $"{setting.Parameter}{(setting.Role is null ? "" : $" of {setting.Role}")}{(setting.Database is null ? "" : $" in {setting.Database}")}";
    }

    /// <summary>A setting to take away.</summary>
    public sealed record ResetSetting(string App, Setting Setting) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "setting";

        /// <inheritdoc/>
        public override string Name => ChangeSetting.NameOf(Setting);

        /// <inheritdoc/>
        public override DatabaseName? Database => Setting.Database;
    }

    /// <summary>Sessions that outlived their right to be where they are, such as when a run was killed between its REVOKE and the end of them.</summary>
    public sealed record EndSessions(string? App, DatabaseName From, RoleName Role) : Change(App)
    {
        /// <inheritdoc/>
        public override ChangeAction Action => ChangeAction.Delete;

        /// <inheritdoc/>
        public override string Kind => "session";

        /// <inheritdoc/>
        public override string Name => $"{Role} in {From}";

        /// <inheritdoc/>
        public override DatabaseName? Database => From;
    }
}
