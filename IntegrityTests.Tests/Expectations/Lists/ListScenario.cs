using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;
using IntegrityTests.Expectations.Lists;
using IntegrityTests.Expectations.Views;
using IntegrityTests.Tests.Fakes;

namespace IntegrityTests.Tests.Expectations.Lists;

/// <summary>Stored users and a list of them that the test may spoil. User n signed up n seconds after 1970 and has the id n.</summary>
internal sealed class ListScenario
{
    private const int SmallPage = 4;
    private readonly DatabaseFixture _databases;

    private ListScenario(DatabaseFixture databases)
    {
        _databases = databases;
        Tenant = new Tenant(databases.Shared);
    }

    public Tenant Tenant { get; }

    public List<JsonObject> Items { get; } = [];

    public HashSet<Guid> Broken { get; } = [];

    public Func<IReadOnlyList<JsonObject>, string?, string?> Cursor { get; set; } = (_, next) => next;

    public Func<IReadOnlyList<JsonObject>, IReadOnlyList<JsonObject>> Page { get; set; } = page => page;

    /// <summary>What happens after a page of stored users was read and before the list is compared with it.</summary>
    public Func<Task> AfterThePage { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens after the list was compared with a page of stored users and before the next one is read.</summary>
    public Func<Task> BetweenPages { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens after the stored users were read and before the list is read to its end.</summary>
    public Func<Task> BeforeTheEnd { get; set; } = () => Task.CompletedTask;

    /// <summary>What the replica still replays when it is waited for.</summary>
    public Func<Task> Replay { get; set; } = () => Task.CompletedTask;

    /// <summary>Whether a user belongs in the list.</summary>
    public Func<StoredUser, bool> Belongs { get; set; } = _ => true;

    public int Calls { get; private set; }

    /// <summary>The findings as "subject message", also of a comparison that did not come to its end.</summary>
    public IReadOnlyList<string> Found { get; private set; } = [];

    public IReadOnlyList<(string Comparison, string Reason)> Skips { get; private set; } = [];

    public static async Task<ListScenario> WithUsersAsync(DatabaseFixture databases, int count)
    {
        var scenario = new ListScenario(databases);
        if (count > 0) await scenario.Tenant.AddUsersAsync(count);
        for (var number = 1; number <= count; number++) scenario.Items.Add(FakeUserList.Item(Tenant.Numbered(number), number * 1000L));
        return scenario;
    }

    public static string User(int number) => $"user:{Tenant.Numbered(number)}";

    public Task RenameAsync(int number, string name) =>
        _databases.Shared.ExecuteAsync(
            $"UPDATE \"ProjectUser\" SET \"displayName\" = '{name}' WHERE \"tenancyId\" = '{Tenant.Id}' "
            + $"AND \"projectUserId\" = '{Tenant.Numbered(number)}'");

    public Task DeleteAsync(int number) =>
        _databases.Shared.ExecuteAsync(
            $"DELETE FROM \"ProjectUser\" WHERE \"tenancyId\" = '{Tenant.Id}' AND \"projectUserId\" = '{Tenant.Numbered(number)}'");

    /// <summary>Compares as the check does, and gives what is <see cref="Found"/>.</summary>
    public async Task<IReadOnlyList<string>> CompareAsync(int pageSize = SmallPage, int? limit = null, bool withViews = false)
    {
        var list = new FakeUserList(Items) { Cursor = Cursor, Page = Page };
        list.Broken.UnionWith(Broken);
        await using var server = await FakeApi.StartAsync(list.AnswerAsync);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var row = new TestRow { Replay = () => Replay() };
        var users = new UserReader(_databases.Database);
        var api = row.Of(server.Client(), Tenant.Project);
        var comparison = new UserListComparison(api, users, UserListKind.All, user => Belongs(user), pageSize);

        try
        {
            Func<StoredUser, View> view = withViews ? Named : _ => new View();
            await foreach (var page in users.PagesAsync(Tenant.Id, limit, patience.Token))
            {
                await AfterThePage();
                foreach (var user in page) await comparison.ExpectAsync(user, view, new ShownDifferences(), patience.Token);
                await BetweenPages();
            }

            await BeforeTheEnd();
            await comparison.FinishAsync(readsToEnd: limit is null, patience.Token);
        }
        finally
        {
            comparison.TellBroken();
            Found = [.. row.Texts];
        }

        Calls = server.Asked.Count;
        Skips = row.Skips;
        return Found;
    }

    private static View Named(StoredUser user) => new View().Value("display_name", user.DisplayName);
}
