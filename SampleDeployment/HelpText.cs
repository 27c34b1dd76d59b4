using SampleDeployment.Damages;
using SampleDeployment.Data;
using SampleDeployment.Faults;
using SampleDeployment.Postgres;

namespace SampleDeployment;

internal static class HelpText
{
    public static string Text =>
        $"""
        A stand-in for a Stack Auth deployment: a private PostgreSQL with generated data, and the admin API over it.
        Prints the variables to set, then 'ready', and runs until it is stopped (Ctrl-C). Nothing of it stays.

        Options:
          --port N              port of the API on 127.0.0.1 (default: any free one)
          --admin-key KEY       key that the API wants (default: a new random one)
          --projects N          so many ordinary projects in place of the default data set (default with --users or
                                --transactions: 10)
          --users N             so many users in each of them (default: 100)
          --transactions N      so many further transactions in each of them (default: 0)
          --clock MOMENT        the moment that balances are for: one in UTC such as {SampleClock.Text(SampleClock.Default)} (the
                                default), at which the deployment then stands still, or now
          --latency MS          added to each answer
          --stop-with-stdin     stop when standard input ends
          --list-projects       print the projects of the default data set as JSON, and end
          --damage N            damage the first project; can be repeated:
        {string.Join('\n', DamageCatalogue.All.Select(damage => $"      {damage.Number,-2} {damage.Name}{(damage.IsValid ? " (which is valid)" : "")}"))}
          --fault NAME          let the API go wrong; can be repeated; USER is a user's id (default: one of the first project);
                                with @PROJECT behind it only in answers about that project (a project's id, or its Stripe account),
                                with @PROJECT/PATH only where the URL begins so behind /api/v1/:
        {FaultCatalogue.Help}

        Environment:
          {ServerBinaries.Variable}   folder of initdb, pg_ctl and postgres (default: searched for, or installed with apt-get)

        Exit codes: 0 stopped, 1 it could not start, 2 bad arguments.
        """;
}
