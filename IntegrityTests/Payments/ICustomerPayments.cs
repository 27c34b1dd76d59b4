using IntegrityTests.Payments.Model;
using IntegrityTests.Payments.Products;

namespace IntegrityTests.Payments;

/// <summary>What follows from a customer's rows at a moment.</summary>
public interface ICustomerPayments
{
    /// <summary>What the list of the customer's products must say.</summary>
    IExpectedProducts Products { get; }

    /// <summary>What the customer has of an item.</summary>
    Balance BalanceOf(string item);
}
