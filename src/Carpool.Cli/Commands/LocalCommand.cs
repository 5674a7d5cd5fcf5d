using Carpool.Cli.Views;
using Carpool.Diagnostics;
using Carpool.Local;
using Carpool.Manifest;

namespace Carpool.Cli.Commands;

/// <summary>`carpool local`: the embedded cluster of the manifest's folder.</summary>
internal static class LocalCommand
{
    public static DescribedCommand Build()
    {
        var group = new DescribedCommand("local", "Starts, stops, shows or deletes the embedded cluster beside the manifest.")
        {
            Usage = "start|stop|status|destroy",
            Examples = ["carpool local status", "carpool local stop"],
        };
        group.Add(Sub("start", "Starts the cluster and makes it on first use; `carpool up` does so by itself.", StartAsync));
        group.Add(Sub("stop", "Ends the cluster and every session on it. The data stays.", async (cluster, _, token) =>
        {
            await cluster.StopAsync(token);
            return true;
        }));
        group.Add(Sub("status", "Shows whether the cluster runs, where, and where its data is.", (_, _, _) => Task.FromResult(true)));
        group.Add(Sub("destroy", "Deletes the cluster with everything in it, for good.", DestroyAsync));
        return group;
    }

    /// <summary>Each ends by showing how the cluster is then; false where nothing was done.</summary>
    private static DescribedCommand Sub(string name, string description, Func<LocalCluster, Invocation, CancellationToken, Task<bool>> act) => new(name, description)
    {
        Usage = "[OPTIONS]",
        Examples = [$"carpool local {name}"],
        Body = async (invocation, token) =>
        {
            var environment = LocalEnvironment.FromProcess() with { Variables = invocation.Terminal.Variables };
            var cluster = new LocalCluster(invocation.Globals.ManifestDirectory, environment, invocation.NoticeLines);
            var isDone = await act(cluster, invocation, token);
            invocation.Show(await cluster.ReadStatusAsync(token), [], new LocalForPeople(invocation), new LocalAsJson(invocation.Terminal.Out));
            return isDone ? ExitCode.Done : ExitCode.Error;
        },
    };

    private static async Task<bool> StartAsync(LocalCluster cluster, Invocation invocation, CancellationToken cancellationToken)
    {
        if (invocation.LoadManifest().Cluster is not ClusterManifest.Local)
        {
            throw new DiagnosticException(ExecutionCodes.ClusterNotLocal.With(
                $"The cluster of '{invocation.Globals.ManifestPath}' is not a local one", "Write `cluster: local` into the manifest, or leave the server to those who run it."));
        }

        await cluster.StartAsync(cancellationToken);
        return true;
    }

    private static async Task<bool> DestroyAsync(LocalCluster cluster, Invocation invocation, CancellationToken cancellationToken)
    {
        if (!invocation.Globals.IsYes)
        {
            if (!invocation.Terminal.CanAsk)
            {
                throw new DiagnosticException(ExecutionCodes.ConfirmationNeeded.With(
                    "`carpool local destroy` wants to ask first, and there is no terminal to ask on", "Pass --yes."));
            }

            var status = await cluster.ReadStatusAsync(cancellationToken);
            if (!await Question.AskAsync(invocation, $"Delete {status.DataDirectory} with every database in it?", cancellationToken)) return false;
        }

        await cluster.DestroyAsync(cancellationToken);
        return true;
    }
}
