namespace LiveCaptions.Speech.Recognition.Exported;

/// <summary>What a transducer has besides its encoder.</summary>
/// <param name="Blank">The token that says: nothing more in this frame.</param>
/// <param name="Tokens">With the blank.</param>
/// <param name="MostPerFrame">Tokens that a frame may say.</param>
internal sealed record TransducerNetwork(IPredictor Predictor, Joiner Joiner, int Blank, int Tokens, int MostPerFrame);
