namespace SampleDeployment.Data;

/// <summary>
/// Writes the users of a project. What a user has follows from the user's index by small periods, so that every combination
/// comes up and the index alone says what any user has.
/// </summary>
internal sealed class UserRows(TenancyTables tables, ProjectPlan plan)
{
    private static readonly DateTime Epoch = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public void Add(int index)
    {
        var id = plan.UserId(index);
        var anonymous = plan.WithRestricted && index % 10 == 3;
        // Every tenth user signed up at the same millisecond as the one before: the order then depends on the id.
        var signedUp = Epoch.AddMilliseconds((index % 10 == 0 ? index - 1 : index) * 61_007L);

        AddUser(id, index, anonymous, signedUp);
        if (anonymous) return;

        AddContacts(id, index, signedUp);
        new SignInRows(tables, plan).Add(id, index, signedUp);
        AddGrants(id, index, signedUp);
    }

    public static string Email(ProjectPlan plan, int index) => $"user{index}@project{plan.Number}.example.com";

    private void AddUser(Guid id, int index, bool anonymous, DateTime signedUp)
    {
        var restricted = plan.WithRestricted && !anonymous && index % 10 == 5;
        tables.Users.Add(
            plan.TenancyId, id, plan.Id, "main", signedUp, signedUp, signedUp, signedUp.AddDays(index % 5),
            Name(index, anonymous),
            index % 8 == 0 ? $"https://images.example.com/{index}.png?size=96&v=1" : null,
            index % 6 == 0 ? Metadata(index) : null,
            index % 10 == 1 ? Metadata(index + 1) : null,
            index % 4 == 1 ? Metadata(index + 2) : null,
            index % 19 == 0,
            index % 19 == 0 ? @"\x0102030405060708090a0b0c0d0e0f1011121314" : null,
            anonymous,
            restricted,
            restricted && index % 20 == 5 ? "spam" : null,
            restricted && index % 40 == 5 ? "Reported by \"three\" others" : null,
            index % 16, index % 7 * 10,
            index % 7 == 0 ? "CH" : null);
    }

    private void AddContacts(Guid id, int index, DateTime signedUp)
    {
        if (index % 17 == 0)
            return; // Signs in by passkey or OAuth.

        tables.Contacts.Add(
            plan.TenancyId, id, Seeded.Id(plan.Number, "contact", index), signedUp, signedUp,
            "EMAIL", "TRUE", index % 3 != 0, index % 4 == 3 ? null : "TRUE", Email(plan, index));
        if (index % 9 == 0)
        {
            tables.Contacts.Add(
                plan.TenancyId, id, Seeded.Id(plan.Number, "second contact", index), signedUp, signedUp,
                "EMAIL", null, true, null, $"other.{Email(plan, index)}");
        }
    }

    private void AddGrants(Guid id, int index, DateTime signedUp)
    {
        if (index % 3 == 1)
            Grant("reader");
        if (index % 9 == 1)
            Grant("editor");
        if (index % 50 == 1)
            Grant("owner");

        void Grant(string permission) => tables.UserGrants.Add(
            plan.TenancyId, Seeded.Id(plan.Number, permission, index), id, signedUp, signedUp, permission);
    }

    private string? Name(int index, bool anonymous)
    {
        if (anonymous || index % 25 == 7) return null;
        if (index % 25 == 0) return "";
        return plan.Peculiar ? Texts.Names[index % Texts.Names.Count] : $"User {index}";
    }

    private string Metadata(int index) => plan.Peculiar ? Texts.Metadata[index / 2 % Texts.Metadata.Count] : Texts.Common(index);
}

/// <summary>Writes how a user signs in: password, one-time password, passkey, OAuth, several of these, or not at all yet.</summary>
internal sealed class SignInRows(TenancyTables tables, ProjectPlan plan)
{
    /// <summary>Of the right form, and of no password.</summary>
    public const string PasswordHash = "$2a$10$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy";

    public void Add(Guid user, int index, DateTime time)
    {
        if (index % 17 != 0 && index % 2 == 0)
        {
            tables.Passwords.Add(
                plan.TenancyId, Method("password", user, index, time), user, time, time,
                PasswordHash);
        }

        if (index % 17 != 0 && index % 5 == 0)
            tables.Otps.Add(plan.TenancyId, Method("otp", user, index, time), user, time, time);

        // Who has no contact channel signs in by passkey at least.
        if (index % 11 == 0 || index % 17 == 0)
        {
            tables.Passkeys.Add(
                plan.TenancyId, Method("passkey", user, index, time), user, time, time,
                $"credential-{index}", "cHVibGljIGtleQ", $"credential-{index}", "{internal,hybrid}", "multiDevice", index);
        }

        if (index % 3 == 0)
            AddAccount("github", user, index, time, signsIn: true);
        if (index % 6 == 0)
            AddAccount("google", user, index, time.AddMinutes(1), signsIn: true);
        else if (index % 13 == 1)
            AddAccount("google", user, index, time, signsIn: false);
    }

    private void AddAccount(string provider, Guid user, int index, DateTime time, bool signsIn)
    {
        var account = $"{provider}-{plan.Number}-{index}";
        tables.OAuthAccounts.Add(
            plan.TenancyId, Seeded.Id(plan.Number, provider + " account", index), user, time, time,
            provider, account, index % 12 == 0 ? null : UserRows.Email(plan, index));
        if (signsIn)
            tables.OAuthMethods.Add(plan.TenancyId, Method(provider, user, index, time), user, time, time, provider, account);
    }

    private Guid Method(string kind, Guid user, int index, DateTime time)
    {
        var id = Seeded.Id(plan.Number, kind + " method", index);
        tables.Methods.Add(plan.TenancyId, id, user, time, time);
        return id;
    }
}
