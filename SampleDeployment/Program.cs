using SampleDeployment.Postgres;

await using var cluster = await PrivateCluster.StartAsync(CancellationToken.None);
Console.WriteLine(cluster.ConnectionUri("postgres"));
Console.WriteLine(cluster.Folder);
await Console.In.ReadToEndAsync();
return 0;
