namespace Benchmarks;

/// <summary>Something could not be measured; the message says what and what was said about it.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
