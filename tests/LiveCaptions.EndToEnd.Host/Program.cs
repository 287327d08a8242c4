using LiveCaptions.EndToEnd.Host;
using LiveCaptions.Server.Commands;
using LiveCaptions.Speech.Engines;
using LiveCaptions.Speech.Inference;
using Microsoft.Extensions.Hosting;

// A process of its own, for tests that kill it. Either the command "transcribe" with its arguments, or a server:
// DATA-FOLDER, "speech" for the real models in the tones' place or "tones", and maybe its address. That says its address when it takes
// publishers, or which model is missing.
if (args[0] == "transcribe")
{
    return await CommandRun.RunAsync(RootCommandBuilder.Build(), args, Console.Out, Console.Error);
}

var settings = args.Length > 2 ? new Dictionary<string, string?> { ["Urls"] = args[2] } : [];
await using var app = ToneServer.Build(args[0], args[1] == "speech" ? SpeechEngine.LoadAsync : null, settings);
try
{
    Console.WriteLine(await ToneServer.StartAsync(app));
    await app.WaitForShutdownAsync();
}
catch (ModelMissingException missing)
{
    Console.WriteLine(missing.Message);
}

return 0;
