using SampleDeployment.Data;

namespace SampleDeployment.Damages;

/// <summary>Where to plant a damage.</summary>
internal sealed record DamageTarget(string ProjectId, string OtherProjectId, Guid User, Guid Team)
{
    /// <summary>
    /// In the ordinary project of the default data set, each damage with a user and a team of its own, so that several can be planted
    /// at once. The user has a primary e-mail, a selected team or none, as the damage needs.
    /// </summary>
    public static DamageTarget For(Damage damage)
    {
        var user = damage.Number is 8 ? 21 : 20 + damage.Number;
        return new(
            Plans.Ordinary.Id, Plans.Default[1].Id, Plans.Ordinary.UserId(user), Seeded.Id(Plans.Ordinary.Number, "no team", damage.Number));
    }
}
