namespace LiveCaptions.Captions.Reading.WebVtt;

/// <summary>A cue block as it stands in a WebVTT file.</summary>
/// <param name="Line">Of its times, from 1.</param>
/// <param name="Id">Empty for none.</param>
/// <param name="Start">Milliseconds.</param>
/// <param name="End">Milliseconds; may be before the start.</param>
/// <param name="Text">With markup, lines parted by LF.</param>
internal sealed record WebVttCue(int Line, string Id, long Start, long End, WebVttSettings Settings, string Text);
