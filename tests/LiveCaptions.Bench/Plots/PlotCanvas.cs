using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using LiveCaptions.Server.Commands;
using ScottPlot;
using ScottPlot.TickGenerators;
using SkiaSharp;

namespace LiveCaptions.Bench.Plots;

/// <summary>One plot being drawn: axes with names and units, no colours of its own but the series'.</summary>
internal sealed partial class PlotCanvas
{
    private const int Width = 760;
    private const int Height = 380;
    private const double BarShare = 0.8;

    /// <summary>More bars than that have no room for their values.</summary>
    private const int MostLabels = 24;

    // Told apart also by those who see few colours, on white and on black (Okabe and Ito).
    private static readonly string[] Colors = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00"];
    private static readonly string[] GoodFonts = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Open Sans", "Arial", "Helvetica"];

    /// <summary>Stands for the page's own colour of text, which differs by day and night.</summary>
    private static readonly Color Text = Color.FromHex("#010203");

    private readonly Plot _plot = new();
    private readonly string _title;
    private int _series;

    /// <exception cref="UsageException">This machine has no font.</exception>
    public PlotCanvas(string title, string bottom, string left)
    {
        _title = title;
        _plot.FigureBackground.Color = ScottPlot.Colors.Transparent;
        _plot.DataBackground.Color = ScottPlot.Colors.Transparent;
        _plot.XLabel(bottom);
        _plot.YLabel(left);
    }

    /// <summary>Points joined by a line.</summary>
    public void AddLine(string name, double[] xs, double[] ys)
    {
        var line = _plot.Add.Scatter(xs, ys, NextColor());
        (line.LegendText, line.LineWidth, line.MarkerSize) = (name, 2, 7);
    }

    /// <summary>A group of bars for each category, a bar in it for each series.</summary>
    /// <param name="series">Values in the categories' order; null is no bar.</param>
    public void AddBars(IReadOnlyList<string> categories, IReadOnlyList<(string Name, double?[] Values)> series)
    {
        var width = BarShare / series.Count;
        var labelled = categories.Count * series.Count <= MostLabels;
        foreach (var (name, values) in series)
        {
            var (color, offset) = (NextColor(), (_series - 1 - ((series.Count - 1) / 2.0)) * width);
            var bars = values.Select((value, i) => (value, i)).Where(one => one.value is not null).Select(one => new Bar
            {
                Position = one.i + offset,
                Value = one.value!.Value,
                Size = width,
                FillColor = color,
                LineWidth = 0,
                Label = labelled ? one.value.Value.ToString("0.##", CultureInfo.InvariantCulture) : "",
            });
            var plot = _plot.Add.Bars(bars.ToArray());
            (plot.LegendText, plot.ValueLabelStyle.ForeColor, plot.ValueLabelStyle.FontSize) = (name, Text, 10);
        }

        _plot.Axes.Bottom.TickGenerator = new NumericManual([.. categories.Select((_, i) => (double)i)], [.. categories]);
        _plot.Axes.Bottom.MajorTickStyle.Length = 0;
        _plot.Axes.Margins(bottom: 0, top: 0.15);
    }

    public void UseDates() =>
        _plot.Axes.DateTimeTicksBottom().TickGenerator = new DateTimeAutomatic
        {
            LabelFormatter = date => date.ToString("yyyy-MM-dd\nHH:mm", CultureInfo.InvariantCulture)
        };

    /// <summary>Has the axis on the left begin at zero, so that lengths can be compared.</summary>
    public void FromZero()
    {
        _plot.Axes.AutoScale();
        _plot.Axes.SetLimitsY(0, Math.Max(1e-9, _plot.Axes.GetLimits().Top * 1.05));
    }

    public void LimitLeft(double bottom, double top) => _plot.Axes.SetLimitsY(bottom, top);

    /// <param name="number">Of the picture in its page: names in it are the page's.</param>
    public PlotPicture Finish(string caption, int number)
    {
        _plot.Font.Set(Font());
        _plot.Axes.Color(Text);
        _plot.Grid.MajorLineColor = Text.WithAlpha(0.15);
        (_plot.Legend.BackgroundColor, _plot.Legend.OutlineColor, _plot.Legend.ShadowColor, _plot.Legend.FontColor) =
            (ScottPlot.Colors.Transparent, ScottPlot.Colors.Transparent, ScottPlot.Colors.Transparent, Text);
        if (_series > 1)
        {
            _plot.ShowLegend(Edge.Right);
        }
        else
        {
            _plot.HideLegend();
        }

        return new PlotPicture(_title, caption, Embed(_plot.GetSvgXml(Width, Height), number));
    }

    /// <summary>
    /// Makes a file of its own a part of a page: named for who does not see it, as wide as there is room,
    /// and no name in it twice in the page.
    /// </summary>
    private string Embed(string svg, int number)
    {
        var element = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..]
            .Replace(
                $"width=\"{Width}\" height=\"{Height}\">",
                $"viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(_title)}\">", StringComparison.Ordinal)
            .Replace("#010203", "currentColor", StringComparison.OrdinalIgnoreCase);
        return Indentation().Replace(Name().Replace(element, $"${{start}}p{number}-"), "");
    }

    private static string Font()
    {
        var there = SKFontManager.Default.GetFontFamilies();
        return GoodFonts.Concat(there).FirstOrDefault(there.Contains)
            ?? throw new UsageException("Plots need a font, and there is none on this machine: apt-get install fonts-dejavu-core");
    }

    private Color NextColor() => Color.FromHex(Colors[_series++ % Colors.Length]);

    [GeneratedRegex("(?<start> id=\"|url\\(#|href=\"#)", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex("[\\r\\n\\t]+", RegexOptions.NonBacktracking)]
    private static partial Regex Indentation();
}
