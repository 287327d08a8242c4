using System.CommandLine;
using System.Globalization;
using LiveCaptions.Server.Models;
using LiveCaptions.Speech.Inference.Catalog;

namespace LiveCaptions.Server.Commands;

/// <summary><c>models</c>: what the catalog has, what is here, fetching and checking.</summary>
public static class ModelsCommand
{
    private const string Damaged = "damaged";

    public static Command Create() => new("models", "Lists, fetches and checks models") { List(), Pull(), Verify() };

    private static Command List()
    {
        var folder = CommonOptions.Models();
        var command = new Command("list", "Lists the models there are and which are here") { folder, CommonOptions.Verbose() };
        command.SetAction(result =>
        {
            var store = new ModelStore(ModelsFolder.Find(result.GetValue(folder)));
            foreach (var model in ModelCatalog.Default.Models)
            {
                var here = store.IsPresent(model) ? "here" : "-";
                var size = string.Create(CultureInfo.InvariantCulture, $"{model.Files.Sum(file => file.Bytes) / 1e6:F1} MB");
                result.InvocationConfiguration.Output.WriteLine(
                    $"{model.Id,-22} {here,-5} {size,9}  {string.Join(',', model.Languages),-4} {model.Licence,-28} {model.Description}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Pull()
    {
        var names = new Argument<string[]>("NAME") { Description = "Models, as models list names them", Arity = ArgumentArity.OneOrMore };
        var source = new Option<string?>("--from")
        {
            Description = $"Folder or address that holds <id>/<file> (default: {FetchedEngine.SourceVariable}, or the catalog's sources)",
            HelpName = "SOURCE"
        };
        var folder = CommonOptions.Models();
        var command = new Command("pull", "Fetches models and what they require, checks their SHA-256")
        {
            names, source, folder, CommonOptions.Verbose()
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var ids = Known(result.GetValue(names)!);
            var directory = ModelsFolder.Find(result.GetValue(folder));
            var pulled = await FetchedEngine.PullAsync(directory, ids, result.GetValue(source), cancellationToken);
            foreach (var model in ModelCatalog.Default.WithRequirements(ids))
            {
                await result.InvocationConfiguration.Output.WriteLineAsync(
                    $"{model.Id}: {(pulled.Contains(model) ? "fetched into" : "was in")} {Path.Combine(directory, model.Id)}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Verify()
    {
        var folder = CommonOptions.Models();
        var command = new Command("verify", "Checks every file that is here against its SHA-256") { folder, CommonOptions.Verbose() };
        command.SetAction(async (result, cancellationToken) =>
        {
            var store = new ModelStore(ModelsFolder.Find(result.GetValue(folder)));
            var damaged = false;
            foreach (var model in ModelCatalog.Default.Models)
            {
                foreach (var file in model.Files)
                {
                    var state = await StateAsync(store, model, file, cancellationToken);
                    damaged |= state == Damaged;
                    await result.InvocationConfiguration.Output.WriteLineAsync($"{state,-8} {model.Id}/{file.Name}");
                }
            }

            return damaged ? ExitCodes.Failed : ExitCodes.Done;
        });
        return command;
    }

    private static async Task<string> StateAsync(ModelStore store, ModelEntry model, ModelFile file, CancellationToken cancellationToken)
    {
        if (!File.Exists(store.PathOf(model, file)))
        {
            return "absent";
        }

        return await store.IsIntactAsync(model, file, cancellationToken) ? "ok" : Damaged;
    }

    private static string[] Known(string[] names)
    {
        try
        {
            ModelCatalog.Default.WithRequirements(names);
            return names;
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message.Split(" (Parameter")[0]);
        }
    }
}
