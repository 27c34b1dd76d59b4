using System.Text.RegularExpressions;
using FluentAssertions;
using IntegrityTests.Tests.EndToEnd.Harness;
using Xunit;
using ArchLoader = ArchUnitNET.Loader.ArchLoader;

namespace IntegrityTests.Tests.House;

/// <summary>The drawings in docs/design.md are what the code does: each arrow between two rooms is drawn, and none points up.</summary>
public sealed class ArchitectureTests
{
    private const string Root = "IntegrityTests";
    private static readonly string Design = File.ReadAllText(Path.Combine(Checkout.Folder, "docs", "design.md"));
    private static readonly IReadOnlyList<Type> Suite = [.. typeof(Suite).Assembly.GetTypes().Where(IsOurs)];
    private static readonly Lazy<IReadOnlyList<(Type User, Type Used)>> Uses = new(ReadUses);

    /// <summary>The room that each drawing is of; an empty name is the whole suite.</summary>
    public static TheoryData<string> Drawings => [.. Names];

    private static IEnumerable<string> Names =>
        Regex.Matches(Design, "^```rooms ?(.*)$", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Every_arrow_is_drawn_and_every_drawn_arrow_is_there(string drawing)
    {
        var rooms = Read(drawing);

        var arrows = rooms.Select(room => room with
        {
            Knows = [.. rooms.Select(other => other.Name).Where(other => other != room.Name && Knows(drawing, room.Name, other))],
        });

        arrows.Select(room => $"{room}").Should().Equal(rooms.Select(room => $"{room}"));
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void No_arrow_points_up(string drawing)
    {
        var rooms = Read(drawing);
        var order = rooms.Select(room => room.Name).ToList();

        rooms.SelectMany(room => room.Knows, (room, known) => (room.Name, Known: known))
            .Where(arrow => order.IndexOf(arrow.Known) <= order.IndexOf(arrow.Name))
            .Should().BeEmpty("an arrow that points up makes a circle possible");
    }

    [Theory]
    [MemberData(nameof(Drawings))]
    public void Every_type_lives_in_a_room(string drawing)
    {
        var rooms = Read(drawing);

        Suite.Where(type => Within(drawing, type)).Where(type => !rooms.Any(room => IsOf(drawing, room.Name, type))).Should().BeEmpty();
    }

    [Fact]
    public void Every_room_with_rooms_of_its_own_is_drawn() =>
        Suite.Select(type => type.Namespace!.Split('.')).Where(names => names.Length > 2).Select(names => names[1]).Distinct()
            .Should().BeSubsetOf(Names);

    private static bool Knows(string drawing, string room, string other) =>
        Uses.Value.Any(use => IsOf(drawing, room, use.User) && IsOf(drawing, other, use.Used));

    // Each pair of types once, of which the one depends on the other.
    private static IReadOnlyList<(Type User, Type Used)> ReadUses()
    {
        var types = Suite.ToDictionary(type => type.FullName!);
        return
        [
            .. new ArchLoader().LoadAssembly(typeof(Suite).Assembly).Build().Types
                .Where(type => types.ContainsKey(type.FullName))
                .SelectMany(type => type.Dependencies, (type, dependency) => (User: type.FullName, Used: dependency.Target.FullName))
                .Distinct()
                .Where(use => types.ContainsKey(use.Used))
                .Select(use => (types[use.User], types[use.Used])),
        ];
    }

    private static bool Within(string drawing, Type type) => drawing.Length == 0 || IsOf("", drawing, type);

    // In a drawing of the whole suite a room is a namespace with all below it; in that of a room, its own types are one of its rooms.
    private static bool IsOf(string drawing, string room, Type type) => drawing.Length > 0
        ? type.Namespace == (room == drawing ? $"{Root}.{drawing}" : $"{Root}.{drawing}.{room.Replace('/', '.')}")
        : room == nameof(Suite) ? type.Namespace == Root
        : $"{type.Namespace}.".StartsWith($"{Root}.{room}.", StringComparison.Ordinal);

    // Beside them, an assembly has what the compiler and the test SDK generate.
    private static bool IsOurs(Type type) => $"{type.Namespace}.".StartsWith($"{Root}.", StringComparison.Ordinal);

    private static List<Room> Read(string drawing)
    {
        const RegexOptions Lines = RegexOptions.Singleline | RegexOptions.Multiline;
        var block = Regex.Match(Design, $"^```rooms ?{drawing}\n(.*?)^```", Lines).Groups[1].Value;
        return
        [
            .. block.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split("->", StringSplitOptions.TrimEntries))
                .Select(line => new Room(line[0], line[1].Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))),
        ];
    }

    private sealed record Room(string Name, IReadOnlyList<string> Knows)
    {
        public override string ToString() => $"{Name} -> {string.Join(", ", Knows)}";
    }
}
