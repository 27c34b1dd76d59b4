using SampleDeployment.Data;

namespace SampleDeployment.Damages;

/// <summary>Where to plant a damage.</summary>
internal sealed record DamageTarget(string ProjectId, string OtherProjectId, Guid User, Guid Team)
{
    /// <summary>Damages need so many users in the project that they are planted in.</summary>
    public const int LeastUsers = 50;

    /// <summary>
    /// In the first project of a data set, each damage with a user and a team of its own, so that several can be planted at once. The user
    /// has a primary e-mail, a selected team or none, as the damage needs.
    /// </summary>
    public static DamageTarget For(Damage damage, IReadOnlyList<ProjectPlan> plans)
    {
        var user = damage.Number switch
        {
            8 => 21,
            // Signs in by password only; who has another way needs no e-mail.
            10 => 28,
            var number => 20 + number,
        };
        return new(plans[0].Id, plans[1].Id, plans[0].UserId(user), Seeded.Id(plans[0].Number, "no team", damage.Number));
    }
}
