namespace LiveCaptions.Speech.Diarization;

/// <summary>
/// How vectors are spread, per dimension: a piece of n blocks of a voice y lies at y with variance <see cref="Within"/> + <see cref="PerBlock"/> / n;
/// voices lie around their session's mean with variance <see cref="Between"/>, and the means of sessions (rooms, microphones) around 0 with variance <see cref="Channel"/>.
/// </summary>
/// <param name="Name">Names the space: vectors of different names cannot be compared.</param>
public sealed record VoiceModel(string Name, float[] Within, float[] PerBlock, float[] Between, float[] Channel)
{
    public int Dimensions => Between.Length;
}
