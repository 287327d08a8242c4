namespace LiveCaptions.Speech.Diarization;

/// <summary>How vectors of voices are spread: those of one voice, made of a full window each, with variance 1 in every dimension.</summary>
/// <param name="Name">Names the space: vectors of different names cannot be compared.</param>
/// <param name="Between">Per dimension, the variance of the voices in one session.</param>
public sealed record VoiceModel(string Name, float[] Between)
{
    public int Dimensions => Between.Length;
}
