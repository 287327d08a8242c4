namespace LiveCaptions.Speech.Diarization;

/// <summary>Agglomerative clustering by the mean similarity of all pairs.</summary>
internal static class AverageLinkage
{
    /// <summary>
    /// Joins the two most similar clusters while they are at least that similar, or there are too many;
    /// and never below <paramref name="least"/>.
    /// </summary>
    /// <param name="vectors">Of length 1; similarity is their cosine.</param>
    /// <returns>The cluster of each vector, from 0.</returns>
    public static int[] Cluster(float[][] vectors, double threshold, int most, int least = 1)
    {
        var clusters = vectors.Length;
        var similarity = new float[clusters][];
        for (var i = 0; i < vectors.Length; i++)
        {
            similarity[i] = new float[vectors.Length];
            for (var j = 0; j < i; j++)
            {
                similarity[i][j] = similarity[j][i] = System.Numerics.Tensors.TensorPrimitives.Dot<float>(vectors[i], vectors[j]);
            }
        }

        var sizes = Enumerable.Repeat(1, clusters).ToArray();
        var labels = Enumerable.Range(0, clusters).ToArray();
        var alive = Enumerable.Range(0, clusters).ToList();
        var nearest = alive.Select(i => Nearest(similarity, alive, i)).ToArray();
        while (alive.Count > least)
        {
            var a = MostSimilar(similarity, nearest, alive);
            var b = nearest[a];
            if (similarity[a][b] < threshold && alive.Count <= most)
            {
                break;
            }

            Join(similarity, sizes, alive, a, b);
            labels.AsSpan().Replace(b, a);
            foreach (var i in alive)
            {
                if (i == a || nearest[i] == a || nearest[i] == b)
                {
                    nearest[i] = Nearest(similarity, alive, i);
                }
            }

            // Mean similarity to the joined cluster never exceeds the larger of the two, so nobody else's nearest changes.
        }

        return Renumber(labels);
    }

    /// <summary>Labels from 0 without gaps, in order of first use.</summary>
    public static int[] Renumber(int[] labels)
    {
        var numbers = new Dictionary<int, int>();
        return Array.ConvertAll(labels, label => numbers.TryGetValue(label, out var number) ? number : numbers[label] = numbers.Count);
    }

    private static void Join(float[][] similarity, int[] sizes, List<int> alive, int a, int b)
    {
        alive.Remove(b);
        foreach (var i in alive)
        {
            if (i != a)
            {
                similarity[a][i] =
                    similarity[i][a] = ((similarity[a][i] * sizes[a]) + (similarity[b][i] * sizes[b])) / (sizes[a] + sizes[b]);
            }
        }

        sizes[a] += sizes[b];
    }

    /// <summary>The first of those that are most similar to their nearest.</summary>
    private static int MostSimilar(float[][] similarity, int[] nearest, List<int> alive)
    {
        var most = alive[0];
        foreach (var i in alive)
        {
            most = Similarity(similarity, nearest, i) > Similarity(similarity, nearest, most) ? i : most;
        }

        return most;
    }

    /// <summary>The first of those that are most similar to a cluster; itself where there is no other.</summary>
    private static int Nearest(float[][] similarity, List<int> alive, int i)
    {
        var (nearest, row) = (i, similarity[i]);
        foreach (var j in alive)
        {
            nearest = j != i && (nearest == i || row[j] > row[nearest]) ? j : nearest;
        }

        return nearest;
    }

    private static float Similarity(float[][] similarity, int[] nearest, int i) =>
        nearest[i] == i ? float.MinValue : similarity[i][nearest[i]];
}
