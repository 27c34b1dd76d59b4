namespace IntegrityTests.Payments.Products;

/// <summary>What the list of a customer's products must say.</summary>
public interface IExpectedProducts
{
    /// <summary>How many products it has.</summary>
    int Count { get; }

    /// <summary>Why it cannot be computed; null when it can.</summary>
    string? Problem { get; }

    /// <summary>Why the list is not served, as the rest of a sentence about the customer; null when it is.</summary>
    string? WhyNotServed { get; }

    /// <summary>What is wrong with a list that was read to its end.</summary>
    IReadOnlyList<ListedDifference> Compare(ListedProducts listed);
}
