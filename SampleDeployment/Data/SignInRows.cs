namespace SampleDeployment.Data;

/// <summary>Writes how a user signs in: password, one-time password, passkey, OAuth, several of these, or not at all yet.</summary>
internal sealed class SignInRows(TenancyTables tables, ProjectPlan plan)
{
    public void Add(Guid user, int index, DateTime time)
    {
        if (index % 17 != 0 && index % 2 == 0)
        {
            tables.Passwords.Add(
                plan.TenancyId, Method("password", user, index, time), user, time, time,
                "$2a$10$abcdefghijklmnopqrstuuPq1W5xW2m7Yd0m1rXoD4cCwq0T1mGZy");
        }

        if (index % 17 != 0 && index % 5 == 0)
            tables.Otps.Add(plan.TenancyId, Method("otp", user, index, time), user, time, time);

        // Who has no contact channel signs in by passkey at least.
        if (index % 11 == 0 || index % 17 == 0)
        {
            tables.Passkeys.Add(
                plan.TenancyId, Method("passkey", user, index, time), user, time, time,
                $"credential-{index}", "cHVibGljIGtleQ", $"handle-{index}", "{internal,hybrid}", "multiDevice", index);
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
