namespace IntegrityTests.Repairs;

/// <summary>Who has to decide what about the findings of a code that are not repaired.</summary>
/// <param name="rules">What the invariants say of themselves, by code.</param>
public sealed class Decisions(IReadOnlyDictionary<string, string> rules)
{
    // Of the operator's own rules that say nothing.
    private const string Unknown = "Whoever wrote this rule knows what to do.";

    private const string Rows =
        "An answer follows from rows: repair what the invariants (DBI, BDZ) report of the same project first, and run the suite again. ";

    /// <summary>The checks that are no invariants.</summary>
    public static IReadOnlyDictionary<string, string> OfChecks { get; } = new Dictionary<string, string>
    {
        ["PRJ001"] = Rows + "Then look at the server: does it serve the project that the row names?",
        ["PRJ002"] = "The project's owner: was the definition meant to be removed? Define it again, or take it out of what contains it.",
        ["PRJ003"] = "The project's owner: was the definition meant to be removed? Define it again, or take it out of what contains it.",
        ["PRJ004"] = Rows + "Then look at the server's log: why is the config not served?",
        ["USR001"] = Rows + "A list that is wrong where the rows are right is a fault of the server: its log, or a page that a proxy kept.",
        ["USR002"] = Rows + "An answer that is wrong where the rows are right is a fault of the server.",
        ["USR003"] =
            "The project's owner: was the definition of the permission meant to be removed? Define it again, or revoke the grants.",
        ["USR004"] = Rows + "An answer that is wrong where the rows are right is a fault of the server.",
        ["TEM001"] = Rows + "A list that is wrong where the rows are right is a fault of the server.",
        ["TEM002"] =
            "The project's owner: was the definition of the permission meant to be removed? Define it again, or revoke the grants. " + Rows,
        ["PAY001"] = Rows + "A list that is wrong where the rows are right is a fault of the server.",
        ["PAY002"] = Rows + "Then the platform's developers: which of the two balances is right, the row's or the answer's?",
        ["PAY003"] = Rows + "Then the platform's developers: what does the customer own?",
        ["PAY004"] = "The project's owner: correct the products and product lines in the config.",
        ["PAY005"] = "The project's owner: was the product or item meant to be removed or changed? Purchases keep what was sold.",
        ["PAY006"] =
            "The platform's developers: it is a fault that is known. Whoever is affected can be given what is missing through the API.",
        ["BDZ023"] =
            "The platform's developers: write the purchase, or anything of the customer, to the engine again by the platform's own code.",
        ["OUT001"] = "The project's owner, with Stripe: which of the two has the right amount? Money is never corrected by a row.",
        ["CLH001"] = "The platform's operator: set `shouldUpdateSequenceId` of the row, if nothing waits (CLH004), and it is copied again.",
        ["CLH002"] = "The platform's operator: what DBI074 plans brings the row back. Else set its `shouldUpdateSequenceId`.",
        ["CLH003"] = "The platform's operator: record the deletion in DeletedRow as the platform does, or remove the row from the copy.",
        ["CLH004"] = "The platform's operator: see why the sequencer or the sync does not run, or what DBI063 plans.",
        ["CLH005"] = "Nobody has to decide anything: the copy follows.",
        ["CLH006"] = "The owners of both projects: whose row is it? The copy has to lose the other.",
        ["CLH007"] = "The platform's operator: set the sync's metadata of the tenancy back to what the copy has; it copies the rest again.",
        ["CLH008"] = "The platform's operator: is the project gone? Then the copy can lose its rows.",
        ["TXT001"] = "Whoever restored or imported the rows: in which encoding is the text? Convert it from that one.",
        ["TBL001"] = "Whoever changed the deployment since the snapshot: was this change meant? What was not comes back from a backup.",
        ["TBL002"] = "Whoever changed the deployment since the snapshot: was this change meant? If not, undo it as the migration made it.",
        ["SNP001"] = "Whoever changed the deployment since the snapshot: was this change meant? What was not comes back from a backup.",
        ["SNP002"] = "Whoever changed the deployment since the snapshot: was this meant to go? What was not comes back from a backup.",
        ["DBI088"] = "The platform's operator: REINDEX INDEX CONCURRENTLY, once the rows that are there twice are repaired.",
        ["DBI090"] = "The platform's developers: was the product changed, or its id? What was sold is in the purchases' snapshots.",
        ["DBI096"] = "The project's owner: define what the config names, or take the name out of it.",
    };

    /// <summary>The text for a code.</summary>
    public string Of(string code) =>
        OfChecks.TryGetValue(code, out var text) ? text
        : rules.TryGetValue(code, out var rule) && rule.Length > 0 ? rule
        : Unknown;
}
