using Xunit;

namespace IntegrityTests.Tests.Payments.Balances;

/// <summary>A theory over the recorded states of payments, skipped with the reason where they are missing.</summary>
public sealed class TheoryRequiringPaymentsCasesAttribute : TheoryAttribute
{
    public TheoryRequiringPaymentsCasesAttribute() => Skip = PaymentsCases.SkipReason;
}
