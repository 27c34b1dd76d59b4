using System.Text.Json.Nodes;
using IntegrityTests.Deployment.Database;
using IntegrityTests.Deployment.Records;

namespace IntegrityTests.Expectations.Views;

/// <summary>
/// Builds a view of what is stored. Every member names the columns that it follows from: where the deployment lacks one of them, the
/// member is not compared, and the view says so.
/// </summary>
/// <param name="schema">The tables and columns that the deployment has.</param>
internal sealed class StoredView(StoredSchema schema)
{
    /// <summary>What the object must say.</summary>
    public View View { get; } = new();

    /// <summary>Expects a value, exactly.</summary>
    public StoredView Value(string name, Part from, JsonNode? value, bool isPersonal = false)
    {
        if (CanCompare(name, from)) View.Value(name, value, isPersonal);
        return this;
    }

    /// <summary>Expects a stored jsonb value as it is.</summary>
    public StoredView Metadata(string name, Part from, string? stored)
    {
        if (CanCompare(name, from)) View.Metadata(name, stored);
        return this;
    }

    /// <summary>Expects a stored moment in milliseconds.</summary>
    public StoredView Milliseconds(string name, Part from, StoredTime? stored)
    {
        if (!CanCompare(name, from)) return this;
        if (stored is { } time) View.Milliseconds(name, time);
        else View.Value(name, null);
        return this;
    }

    /// <summary>Expects several members that follow from the same columns.</summary>
    public StoredView Group(string name, Part from, Action<View> add)
    {
        if (CanCompare(name, from)) add(View);
        return this;
    }

    private bool CanCompare(string name, Part from)
    {
        if (schema.WhyMissing(from) is not { } reason) return true;
        View.Skip(name, reason);
        return false;
    }
}
