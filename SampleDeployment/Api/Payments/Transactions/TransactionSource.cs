namespace SampleDeployment.Api.Payments.Transactions;

/// <summary>Where transactions come from, in the order of the cursor's ids.</summary>
internal enum TransactionSource
{
    Subscription,
    ItemChange,
    OneTimePurchase,
    Renewal,
}
