namespace SampleDeployment.Data;

/// <summary>Names and metadata of every kind that a careless reader, writer or comparison gets wrong.</summary>
internal static class Texts
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "Zoë \"Zed\" O'Neill",
        "line one\nline two",
        "tab\there, back\\slash there",
        "日本 太郎",
        "محمد بن عبد الله",
        "שרה כהן",
        "Владимир",
        "\U0001f469\u200d\U0001f680 astronaut \U0001f600",
        "e\u0301 is not \u00e9",
        " spaces around ",
        "<b>bold</b> & more",
        "NULL",
        "null",
        "%s ${x} {{y}}",
        "\u200bzero width",
    ];

    public static IReadOnlyList<string> Metadata { get; } =
    [
        """{"text": "plain", "empty": "", "quotes": "\"'", "lines": "a\nb", "letters": "日本 é 😀"}""",
        """{"number": 2.50, "exponent": 1e3, "negative": -0.5, "zero": 0, "small": 1e-7,"""
            + """ "large": 9007199254740991, "larger": 12345678901234567890}""",
        """{"yes": true, "no": false, "nothing": null}""",
        """{"list": [1, "two", null, true, [], {}, [[1]]], "object": {"a": {"b": {"c": {"d": [1, {"e": 2}]}}}}}""",
        "{}",
        """{"": "empty key", "with space": 1, "with.dot": 2, "with\"quote": 3, "é": 4}""",
        """{"b": 1, "a": 2, "B": 3, "aa": 4, "10": 5, "9": 6}""",
    ];

    public static string Common(int index) => $$"""{"plan": "pro", "n": {{index}}, "tags": ["a", "b"]}""";
}
