using System.Numerics;

namespace IntegrityTests.Payments.Balances;

/// <summary>Positive entries of the ledger that come from one row.</summary>
internal abstract class Grants
{
    /// <summary>What was granted up to and at a moment.</summary>
    public abstract BigInteger GrantedBy(long moment);

    /// <summary>What expired up to and at a moment.</summary>
    public abstract BigInteger ExpiredBy(long moment);

    /// <summary>The next moment behind this one at which something is granted or expires; null: there is none.</summary>
    public abstract long? NextChange(long moment);

    /// <summary>The next moment behind this one at which what is granted and not expired changes; null: there is none.</summary>
    public virtual long? NextEffect(long moment) => NextChange(moment);
}
