namespace IntegrityTests.Tests.EndToEnd.Recorded;

/// <summary>The recorded project that most tests damage: permissions of both scopes, teams, and all kinds of text.</summary>
internal static class Granting
{
    public const string Id = "11000000-1111-4222-8333-000000000011";
    public const string Tenancy = "468cc3ed-1fd6-4529-b4fa-670934c4a381";

    /// <summary>Stored users.</summary>
    public const int Users = 24;

    /// <summary>Stored teams.</summary>
    public const int Teams = 5;

    /// <summary>A user without permissions and teams, somewhere in the middle of the list.</summary>
    public const string PlainUser = "eb285982-6b35-4c73-89e7-946bd44316c7";

    /// <summary>The user that the list has after <see cref="PlainUser"/>; may read and edit.</summary>
    public const string Editor = "db65afe4-6566-412b-8fc4-ea411fbafcd9";

    /// <summary>Another user that may edit.</summary>
    public const string SecondEditor = "f2a8d5c4-d4f2-40b7-80c1-8e691aa33e13";

    /// <summary>The user with quotes, newline and non-Latin letters; may edit, and has <c>billing</c> in <see cref="ApiTeam"/>.</summary>
    public const string OddUser = "f25c796a-6f44-42ea-952c-b6b7998dea36";

    /// <summary>A member of <see cref="TeamOne"/> and <see cref="TeamFour"/>, with <c>billing</c> in both; may read.</summary>
    public const string BillingUser = "e39e13f3-70ad-43d4-898e-f4cade2cd960";

    public const string TeamOne = "ea1c0751-e57d-4f59-8215-5f49adefaa60";
    public const string TeamFour = "5e453d11-8a07-4263-a32c-9af75530523f";
    public const string ApiTeam = "eaaea8a9-502d-4a16-be51-5d504e04e55b";

    /// <summary>An id that nothing has.</summary>
    public const string Nobody = "00000000-0000-4000-8000-000000000000";
}
