using OpenTelemetry.Metrics;

namespace LiveCaptions.Server.Metrics;

/// <summary>What <c>/metrics</c> shows.</summary>
internal static class ExportedMetrics
{
    /// <summary>Room for so many combinations of labels is made ahead in each instrument: 72 bytes each, in 50 instruments.</summary>
    private const int Combinations = 250;

    /// <summary>Of routes, methods and answers there are more.</summary>
    private const int RequestCombinations = 2000;

    public static void AddExportedMetrics(this IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(metrics => metrics
        .AddMeter(
            CaptionMetrics.MeterName, "LiveCaptions.Speech", "System.Runtime",
            "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel")
        .AddView(instrument => new MetricStreamConfiguration
        {
            CardinalityLimit = instrument.Name == "http.server.request.duration" ? RequestCombinations : Combinations,
        })
        .AddPrometheusExporter());
}
