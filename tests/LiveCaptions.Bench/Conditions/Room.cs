using LiveCaptions.Speech;

namespace LiveCaptions.Bench.Conditions;

/// <summary>
/// A room at some distance from the microphone: walls after 3 to 40 ms, then an echo that loses 60 dB in half a second. As loud as before.
/// Synthetic.
/// </summary>
internal sealed class Room : ICondition
{
    private const double DecaySeconds = 0.5;
    private const int Walls = 7;
    private const double FirstWall = 0.003;
    private const double LastWall = 0.040;
    private const double EchoStart = 0.020;

    // The direct sound is as strong as everything that follows: some two metres away.
    private const double WallsPower = 0.4;
    private const double EchoPower = 0.6;

    /// <summary>Natural logarithm of the amplitude that is 60 dB less.</summary>
    private static readonly double SixtyDecibels = Math.Log(1000);

    public Task<float[]> ApplyAsync(BenchClip clip, float[] speech, CancellationToken cancellationToken)
    {
        var heard = new FirFilter(Response(ClipChance.Of(clip, "room"))).Apply(speech);
        return Task.FromResult(SoundLevel.Scale(heard, SoundLevel.OfSpeech(heard), SoundLevel.OfSpeech(speech)));
    }

    private static float[] Response(Random chance)
    {
        var walls = new float[(int)(DecaySeconds * AudioFormat.SampleRate)];
        for (var i = 0; i < Walls; i++)
        {
            var at = FirstWall + ((LastWall - FirstWall) * chance.NextDouble());
            walls[(int)(at * AudioFormat.SampleRate)] += (float)((chance.Next(2) == 0 ? -1 : 1) * Decay(at));
        }

        var echo = new float[walls.Length];
        for (var i = (int)(EchoStart * AudioFormat.SampleRate); i < echo.Length; i++)
        {
            echo[i] = (float)(chance.NextNormal() * Decay(i / (double)AudioFormat.SampleRate));
        }

        var response = Strong(walls, WallsPower).Zip(Strong(echo, EchoPower), (wall, rest) => wall + rest).ToArray();
        response[0] = 1;
        return response;
    }

    private static double Decay(double seconds) => Math.Exp(-SixtyDecibels * seconds / DecaySeconds);

    private static float[] Strong(float[] part, double power) =>
        SoundLevel.Scale(part, SoundLevel.Of(part), Math.Sqrt(power / part.Length));
}
