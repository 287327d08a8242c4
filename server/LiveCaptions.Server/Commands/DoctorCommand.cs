using System.CommandLine;
using LiveCaptions.Server.Commands.Doctor;
using LiveCaptions.Server.Models;

namespace LiveCaptions.Server.Commands;

/// <summary><c>doctor</c>: what works on this machine, and what to do about the rest.</summary>
public static class DoctorCommand
{
    public static Command Create()
    {
        var models = CommonOptions.Models();
        var command = new Command("doctor", "Says what works here: native libraries, models, ports, GPU")
        {
            models, CommonOptions.Verbose()
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var output = result.InvocationConfiguration.Output;
            var broken = false;
            foreach (var finding in await Checkup.RunAsync(ModelsFolder.Find(result.GetValue(models)), cancellationToken))
            {
                broken |= finding.State == FindingState.Missing;
                await output.WriteLineAsync($"{finding.State.ToString().ToLowerInvariant(),-8} {finding.Subject,-16} {finding.Detail}");
            }

            return broken ? ExitCodes.Missing : ExitCodes.Done;
        });
        return command;
    }
}
