namespace LiveCaptions.Captions.Reading.WebVtt;

/// <summary>A piece of a cue's text.</summary>
/// <param name="Kind">Of an element its tag: <c>c</c>, <c>i</c>, <c>b</c>, <c>u</c>, <c>ruby</c>, <c>rt</c>, <c>v</c>, <c>lang</c>;
/// <c>text</c>, <c>time</c>, or <c>cue</c> for the whole.</param>
/// <param name="Value">Text; of a voice the name, of a language its tag; of a time milliseconds.</param>
/// <param name="Classes">Parted by spaces.</param>
internal sealed record CueNode(string Kind, string Value = "", string Classes = "")
{
    public List<CueNode> Children { get; } = [];
}
