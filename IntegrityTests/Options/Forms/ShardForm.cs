namespace IntegrityTests.Options.Forms;

/// <summary>One part of several: <c>2/8</c>.</summary>
internal static class ShardForm
{
    private const int Most = 100_000;

    public static Form<Shard> IndexOfCount { get; } =
        new("the number of this part, a slash and the number of parts, such as 2/8", Read);

    private static Shard Read(string text)
    {
        if (text.Split('/') is not [var index, var of])
            throw new FormatException("is not two numbers with a slash between them");

        var shard = new Shard(WholeNumber.Read(index, Most), WholeNumber.Read(of, Most));
        return shard.Index <= shard.Of ? shard : throw new FormatException("names a part after the last one");
    }
}
