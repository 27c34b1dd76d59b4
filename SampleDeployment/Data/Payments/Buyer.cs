namespace SampleDeployment.Data.Payments;

/// <summary>Whose rows to write.</summary>
/// <param name="Type"><c>user</c>, <c>team</c> or <c>custom</c>.</param>
/// <param name="Id">The customer's id.</param>
/// <param name="Index">From 1; what the customer buys follows from it.</param>
internal sealed record Buyer(string Type, string Id, int Index)
{
    private static readonly string[] PeculiarIds =
    [
        "with space", "a/b", "50%", "q?x=1&y=2#z", "é 文字 \U0001f389", "a%2Fb", "plus+sign", "\"quoted\"", "semi;colon",
    ];

    public static Buyer Custom(ProjectPlan plan, int index) => new(
        "custom", plan.Peculiar && index <= PeculiarIds.Length ? PeculiarIds[index - 1] : $"org-{index}", index);
}
