namespace LiveCaptions.Media.Processes;

/// <summary>A program that the work needs is not installed; the message says what to type.</summary>
public sealed class ToolMissingException(string tool, string package, Exception? inner = null)
    : Exception($"{tool} is not installed. Get it with: sudo apt-get install {package}", inner);
