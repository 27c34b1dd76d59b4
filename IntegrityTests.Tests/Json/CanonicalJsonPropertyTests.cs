using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using IntegrityTests.Json;
using Xunit;

namespace IntegrityTests.Tests.Json;

/// <summary>What holds for any JSON; a failure names the seed that shows it again.</summary>
public sealed class CanonicalJsonPropertyTests
{
    private const int Cases = 500;
    private static readonly string[] Texts = ["", "a", "b", "ab", "B", "_", "\"", "\\", "\n", "ä", "世", "😀", "<&'+>", "1", "null"];
    private static readonly double[] Numbers = [0, 1, -1, 2.5, 0.1, 1e15, 1e16, 123456789012345678, 1e-7, 1.7976931348623157e308, 5e-324];

    private static readonly Gen<Value> Values = OfDepth(3);

    [Fact]
    public void Canonical_json_is_its_own_canonical_form() => Values.Sample(
        value =>
        {
            var once = Canonical(Spelt(value, new Spelling(1)));
            return Canonical(once) == once;
        },
        iter: Cases,
        print: Print);

    [Fact]
    public void Equal_values_have_equal_bytes_however_they_are_spelt() => Gen.Select(Values, Gen.Int, Gen.Int).Sample(
        (value, one, other) => Canonical(Spelt(value, new Spelling(one))) == Canonical(Spelt(value, new Spelling(other))),
        iter: Cases,
        print: sample => $"{Print(sample.Item1)} spelt by {sample.Item2} and {sample.Item3}");

    [Fact]
    public void Values_have_equal_bytes_exactly_when_they_are_equal() => Gen.Select(Values, Values, Gen.Int).Sample(
        (one, other, spelling) =>
        {
            var (left, right) = (Spelt(one, new Spelling(spelling)), Spelt(other, new Spelling(~spelling)));
            return AreEqual(one, other) == (Canonical(left) == Canonical(right));
        },
        iter: Cases,
        print: sample => $"{Print(sample.Item1)} and {Print(sample.Item2)}");

    [Fact]
    public void A_value_in_which_one_thing_changed_has_other_bytes() => Gen.Select(Values, Gen.Int[0, 1000]).Sample(
        (value, number) => Canonical(Print(value)) != Canonical(Print(Changed(value, number))),
        iter: Cases,
        print: sample => $"{Print(sample.Item1)} changed to {Print(Changed(sample.Item1, sample.Item2))}");

    [Fact]
    public void The_canonical_form_and_the_comparison_have_one_notion_of_equality() => Gen.Select(Values, Values, Gen.Int).Sample(
        (one, other, spelling) =>
        {
            var (left, right) = (Spelt(one, new Spelling(spelling)), Spelt(other, new Spelling(~spelling)));
            var isEqual = JsonEquivalence.FirstDifference(JsonNode.Parse(left), JsonElement.Parse(right), "$") is null;
            return isEqual == (Canonical(left) == Canonical(right));
        },
        iter: Cases,
        print: sample => $"{Print(sample.Item1)} and {Print(sample.Item2)}");

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(JsonElement.Parse(json)));

    private static Gen<Value> OfDepth(int depth)
    {
        var leaf = Gen.OneOf(
            OneOf<Value>(new Literal("null"), new Literal("true"), new Literal("false")),
            OneOf(Numbers).Select(number => (Value)new Number(number)),
            Gen.Int[-3, 3].Select(number => (Value)new Number(number)),
            OneOf(Texts).Select(text => (Value)new Text(text)));
        if (depth == 0) return leaf;
        var inner = OfDepth(depth - 1);
        return Gen.OneOf(
            leaf,
            inner.List[0, 3].Select(items => (Value)new Items(items)),
            Gen.Select(OneOf(Texts), inner).List[0, 3]
                .Select(members => (Value)new Members([.. members.DistinctBy(member => member.Item1)])));
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Print(Value value) => Spelt(value, new Spelling(0));

    private static string Spelt(Value value, Spelling spelling) => spelling.Space() + value switch
    {
        Literal literal => literal.Json,
        Number number => spelling.Of(number.Double),
        Text text => spelling.Of(text.String),
        Items items => $"[{string.Join(',', items.List.Select(item => Spelt(item, spelling)))}]",
        Members members => $"{{{string.Join(',', spelling.Ordered(members.List).Select(member => Spelt(member, spelling)))}}}",
        _ => throw new InvalidOperationException(),
    } + spelling.Space();

    private static string Spelt((string Name, Value Value) member, Spelling spelling) =>
        $"{spelling.Of(member.Name)}:{Spelt(member.Value, spelling)}";

    private static bool AreEqual(Value left, Value right) => (left, right) switch
    {
        (Items one, Items other) => one.List.Count == other.List.Count
            && one.List.Zip(other.List).All(pair => AreEqual(pair.First, pair.Second)),
        (Members one, Members other) => one.List.Count == other.List.Count
            && one.List.TrueForAll(member => other.List.Exists(found => found.Name == member.Name && AreEqual(member.Value, found.Value))),
        _ => left.Equals(right),
    };

    // Whatever it is, what comes out is another value.
    private static Value Changed(Value value, int number) => value switch
    {
        Items { List.Count: > 0 } items => new Items([.. items.List.Select((item, index) =>
            index == number % items.List.Count ? Changed(item, number / 3) : item)]),
        Members { List.Count: > 0 } members => new Members([.. members.List.Select((member, index) =>
            index == number % members.List.Count ? (member.Name, Changed(member.Value, number / 3)) : member)]),
        Number { Double: 7 } => new Number(8),
        Text text => new Text(text.String + "x"),
        _ => new Number(7),
    };

    private abstract record Value;

    private sealed record Literal(string Json) : Value;

    private sealed record Number(double Double) : Value;

    private sealed record Text(string String) : Value;

    private sealed record Items(List<Value> List) : Value;

    private sealed record Members(List<(string Name, Value Value)> List) : Value;

    /// <summary>One of the ways to spell a value: order of keys, space, numbers and escapes; 0 is the plain one.</summary>
    private sealed class Spelling(int seed)
    {
        private readonly Random _random = new(seed);

        public string Space() => seed == 0 ? "" : new string(' ', _random.Next(2)) + (_random.Next(4) == 0 ? "\n\t" : "");

        public List<(string Name, Value Value)> Ordered(List<(string Name, Value Value)> members) =>
            seed == 0 ? members : [.. members.OrderBy(_ => _random.Next())];

        public string Of(double number)
        {
            var plain = number.ToString("R", CultureInfo.InvariantCulture);
            return (seed == 0 ? 0 : _random.Next(5)) switch
            {
                1 => number.ToString("E16", CultureInfo.InvariantCulture),
                2 when plain.All(char.IsAsciiDigit) => plain + ".00",
                3 when Math.Abs(number) is > 1e-5 and < 1e20 => ((decimal)number).ToString(CultureInfo.InvariantCulture) is var text
                    && double.Parse(text, CultureInfo.InvariantCulture).Equals(number) ? text : plain,
                4 when number == 0 => "-0.0",
                _ => plain,
            };
        }

        public string Of(string text)
        {
            var json = new StringBuilder("\"");
            foreach (var rune in text.EnumerateRunes())
            {
                // Both halves of a pair or none: a half is not a text.
                var isEscaped = rune.Value is '"' or '\\' or < ' ' || (seed != 0 && _random.Next(3) == 0);
                foreach (var letter in rune.ToString())
                    json.Append(isEscaped ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}") : letter.ToString());
            }

            return json.Append('"').ToString();
        }
    }
}
