using SampleDeployment.Data;
using SampleDeployment.Postgres;

var watch = System.Diagnostics.Stopwatch.StartNew();
await using var cluster = await PrivateCluster.StartAsync(CancellationToken.None);
Console.WriteLine(watch.ElapsedMilliseconds);
await SampleDatabases.CreateAsync(cluster, args.Length > 0 ? Plans.Uniform(100, 1000) : Plans.Default, "key", CancellationToken.None);
Console.WriteLine(watch.ElapsedMilliseconds);
Console.WriteLine(cluster.ConnectionUri("deployment"));
await Console.In.ReadToEndAsync();
return 0;
