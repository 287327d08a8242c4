namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>A decoder that looks at the last few tokens, as icefall's do.</summary>
/// <param name="blank">Stands for the tokens before the first.</param>
internal sealed class StatelessPredictor(ExportedGraph graph, int context, int blank) : IPredictor
{
    public Prediction Begin()
    {
        var tokens = new long[context];
        Array.Fill(tokens, blank);
        return Run(tokens);
    }

    public Prediction Next(Prediction before, int token) => Run([.. before.Context[1..], token]);

    private Prediction Run(long[] tokens)
    {
        using var input = graph.Integers(0, tokens, 1, context);
        using var outputs = graph.Run([input]);
        return new Prediction(graph.Floats(outputs[0]), tokens, []);
    }
}
