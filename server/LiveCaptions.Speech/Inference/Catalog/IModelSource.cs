namespace LiveCaptions.Speech.Inference.Catalog;

/// <summary>One place that files of a model come from. What it brings is not trusted: the puller checks every hash.</summary>
internal interface IModelSource
{
    /// <summary>For messages.</summary>
    string Name { get; }

    /// <summary>
    /// Puts the files into <paramref name="staging"/>, under their names. May find there what an earlier, broken-off call left.
    /// </summary>
    /// <exception cref="ModelPullException">A file cannot be had here.</exception>
    Task FetchAsync(IReadOnlyList<ModelFile> files, string staging, IProgress<PullProgress> progress, CancellationToken cancellationToken);
}
