using LiveCaptions.EndToEnd.Host;
using LiveCaptions.Speech;
using LiveCaptions.Speech.Inference;
using Microsoft.Extensions.Hosting;

// A server process of its own, for tests that kill it: DATA-FOLDER, and "speech" for the real models in the tones' place.
// Says its address when it takes publishers, or which model is missing.
await using var app = args.Contains("speech") ? ToneServer.Build(args[0], SpeechEngine.LoadAsync) : ToneServer.Build(args[0]);
try
{
    Console.WriteLine(await ToneServer.StartAsync(app));
    await app.WaitForShutdownAsync();
}
catch (ModelMissingException missing)
{
    Console.WriteLine(missing.Message);
}
