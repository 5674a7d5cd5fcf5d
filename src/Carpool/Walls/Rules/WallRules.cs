using Carpool.Diagnostics;

namespace Carpool.Walls.Rules;

/// <summary>Every rule of the analysis, and what keeps one from judging.</summary>
internal static class WallRules
{
    private static readonly Func<WallView, IEnumerable<Diagnostic>>[] s_rules =
    [
        OpenDatabaseRule.Find, EscapeRule.Find, AttributeRule.Find, EntryRule.Find, OwnDoorRule.Find, SessionRule.Find, PasswordRule.Find, HostRuleRule.Find,
        SharedGrantRules.Parameters, SharedGrantRules.Tablespaces, LimitRule.Find, SettingRule.Find, SubscriptionRule.Find,
        BridgeRule.Find, DefinerRule.Find, LanguageRule.Find, ForeignServerRule.Find, PublicationRule.Find, SystemGrantRule.Find, DefaultPrivilegeRule.Find,
        EventTriggerRule.Find, LargeObjectRule.Find, RowSecurityRule.Find, HoldingRule.Find, PlantedCodeRule.Find,
    ];

    private static readonly Func<WallView, IEnumerable<Diagnostic>>[] s_unknowns = [Unreadable.Find, HostRuleRule.Unknown, SubscriptionRule.Unknown, ForeignServerRule.Unknown];

    /// <summary>What all rules find, each thing once.</summary>
    public static IReadOnlyList<Diagnostic> Find(WallView view) => [.. s_rules.SelectMany(rule => rule(view)).Distinct()];

    /// <summary>What the admin may not read, and so was not judged.</summary>
    public static IReadOnlyList<Diagnostic> Unknown(WallView view) => [.. s_unknowns.SelectMany(rule => rule(view)).Distinct()];
}
