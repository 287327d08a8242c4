using LiveCaptions.Speech.Inference;

namespace LiveCaptions.Speech.Recognition.Moonshine;

/// <summary>
/// Greedy decoding of several utterances, a token of each in a pass. The text of each is, bit for bit, what <see cref="MoonshineDecoder"/>
/// gives it alone. Who has ended, or is cancelled, leaves; nobody joins. Stateless: thread-safe.
/// </summary>
internal sealed class BatchDecoder(MoonshineModel model, MoonshineDecoder decoder)
{
    private readonly BatchPass _batch = new(model);
    private readonly StepPass _single = new(model);

    /// <param name="items">At most <see cref="BatchPass.Slots"/>.</param>
    public void Decode(IReadOnlyList<BatchItem<CrossAttention, TokenSequence>> items)
    {
        if (items.Count > 1 && model.CanBatch && TryTogether(items))
        {
            return;
        }

        foreach (var item in items.Where(i => !i.Result.IsCompleted))
        {
            Alone(item);
        }
    }

    /// <returns>Whether all went well. Where not, one of them can be the reason, and the others must not suffer from it.</returns>
    private bool TryTogether(IReadOnlyList<BatchItem<CrossAttention, TokenSequence>> items)
    {
        try
        {
            Together(items);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }

    private void Alone(BatchItem<CrossAttention, TokenSequence> item)
    {
        try
        {
            item.Finish(decoder.Decode(item.Input, [], item.Cancelled));
        }
        catch (OperationCanceledException)
        {
            item.Cancel();
        }
        catch (Exception e)
        {
            item.Fail(e);
        }
    }

    private void Together(IReadOnlyList<BatchItem<CrossAttention, TokenSequence>> items)
    {
        var texts = items.Select(item => (Item: item, Text: new GreedyText(item.Input))).ToList();
        var state = DecoderState.Empty(model.Size, texts.Count);
        try
        {
            while (texts.Count > 0)
            {
                Pass(ref state, texts.ConvertAll(t => t.Text));
                var going = Enumerable.Range(0, texts.Count).Where(row => !Leaves(texts[row].Item, texts[row].Text)).ToList();
                if (going.Count < texts.Count)
                {
                    using var all = state;
                    state = all.Select(model.Size, going);
                    texts = going.ConvertAll(row => texts[row]);
                }
            }
        }
        finally
        {
            state.Dispose();
        }
    }

    private void Pass(ref DecoderState state, List<GreedyText> texts)
    {
        long[] tokens = [.. texts.Select(t => (long)t.Last)];
        using var pass = texts.Count == 1
            ? _single.Run(state, texts[0].Cross, tokens, texts: 1)
            : _batch.Run(state, texts.ConvertAll(t => t.Cross), tokens);
        for (var row = 0; row < texts.Count; row++)
        {
            texts[row].Add(pass, row);
        }

        state.Dispose();
        state = pass.TakeState();
    }

    private static bool Leaves(BatchItem<CrossAttention, TokenSequence> item, GreedyText text)
    {
        if (item.Cancelled.IsCancellationRequested)
        {
            item.Cancel();
            return true;
        }

        if (text.Ended)
        {
            item.Finish(text.ToSequence());
        }

        return text.Ended;
    }
}
