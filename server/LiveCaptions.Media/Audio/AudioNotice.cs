namespace LiveCaptions.Media.Audio;

/// <summary>
/// Something that was dropped, cut, guessed or repaired on the sound's way to samples: whoever publishes or imports it is told.
/// </summary>
/// <param name="Code">camelCase, one for each kind of thing; a later notice of the same code takes the earlier one's place.</param>
/// <param name="Message">One sentence for a person: what, where, and what to do if there is something.</param>
public sealed record AudioNotice(string Code, string Message)
{
    /// <summary>Samples (16 kHz) of sound that are missing for it, since the beginning: they count as lost audio.</summary>
    public long LostSamples { get; init; }

    /// <summary>What an earlier notice of the code told of has passed: that notice is taken back, and the message says so.</summary>
    public bool IsOver { get; init; }
}
