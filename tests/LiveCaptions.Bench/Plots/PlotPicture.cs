namespace LiveCaptions.Bench.Plots;

/// <summary>A plot in the report.</summary>
/// <param name="Title">What it shows, for those who see and those who do not.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Svg">An <c>svg</c> element whose text and lines have the colour of the page's text.</param>
internal sealed record PlotPicture(string Title, string Caption, string Svg);
