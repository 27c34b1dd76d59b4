using System.Text.Json;

namespace IntegrityTests.Json;

/// <summary>A place within JSON that is written, which decides what is left out there and what stands in the place of texts.</summary>
/// <typeparam name="TPlace">The type itself.</typeparam>
internal interface IWrittenPlace<TPlace>
    where TPlace : struct, IWrittenPlace<TPlace>
{
    /// <summary>Goes to a member, or, with null, to an item.</summary>
    /// <param name="name">The member's name; null for an item of an array.</param>
    /// <param name="value">What stands there; another value may be put in its place.</param>
    /// <param name="further">The place there.</param>
    /// <returns>Whether it is written.</returns>
    bool TryGo(string? name, ref JsonElement value, out TPlace further);

    /// <summary>What is written as the name of a member.</summary>
    string Name(string name);

    /// <summary>What is written for a string at this place.</summary>
    string Text(string text);
}
