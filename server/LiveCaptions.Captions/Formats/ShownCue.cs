using LiveCaptions.Captions.Layout;

namespace LiveCaptions.Captions.Formats;

/// <summary>A cue as a format shows it.</summary>
/// <param name="Place">0 the usual one at the bottom, 1 the one above it, and so on; null where nothing else is shown at the same
/// time.</param>
internal sealed record ShownCue(PublishedCue Cue, int? Place);
