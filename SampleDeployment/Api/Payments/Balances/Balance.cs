namespace SampleDeployment.Api.Payments.Balances;

/// <summary>Adds a ledger up.</summary>
internal static class Balance
{
    /// <summary>
    /// The balance at a moment. What expires takes from what is left, not from what was already used: at each time the used part is
    /// at least the expired part.
    /// </summary>
    public static double At(long now, IEnumerable<Entry> ledger)
    {
        var granted = 0d;
        var moments = new SortedDictionary<long, (double Used, double Expired)>();
        foreach (var entry in ledger)
        {
            if (entry.Amount > 0)
            {
                if (entry.GrantedAt <= now)
                    granted += entry.Amount;
                if (entry.ExpiresAt is { } expiry && expiry <= now)
                    moments[expiry] = (At(expiry).Used, At(expiry).Expired + entry.Amount);
            }
            else if (entry.GrantedAt <= now && !(entry.ExpiresAt <= now))
            {
                moments[entry.GrantedAt] = (At(entry.GrantedAt).Used - entry.Amount, At(entry.GrantedAt).Expired);
            }
        }

        var gone = 0d;
        var expired = 0d;
        foreach (var (_, moment) in moments)
        {
            expired += moment.Expired;
            gone = Math.Max(gone + moment.Used, expired);
        }

        return granted - gone;

        (double Used, double Expired) At(long time) => moments.GetValueOrDefault(time);
    }
}
