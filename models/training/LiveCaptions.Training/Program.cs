using LiveCaptions.Training;

if (args is not [("voices" or "emotions") and var what, var models, var engine, var taps, var list, var output])
{
    Console.Error.WriteLine(
        "Usage: LiveCaptions.Training voices|emotions MODELS ENGINE TAP,TAP… LIST OUT. "
        + "Writes OUT.f32 and OUT.jsonl of the audio files that LIST names, one a line.");
    return 2;
}

var names = taps.Split(',');
await using var listener = Listener.Load(models, engine, names);
using var writer = new WindowWriter(output);
foreach (var path in File.ReadLines(list))
{
    await foreach (var utterance in listener.HearAsync(path))
    {
        writer.Write(path, what == "voices" ? HeadWindows.OfVoices(utterance, names) : HeadWindows.OfEmotions(utterance, names));
    }
}

Console.WriteLine($"{writer.Windows} windows of {writer.Width} values");
return 0;
