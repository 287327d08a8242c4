using LiveCaptions.Captions.Quality;

namespace LiveCaptions.Server.Publishing.Subtitles;

/// <summary>What advice on a video rests on.</summary>
/// <param name="IsCorrectedSince">Whether its session was corrected since it was uploaded.</param>
/// <param name="Correction">How far its session is corrected; null where it was not looked at.</param>
internal sealed record WatchedVideo(SubtitleVideo Video, bool IsCorrectedSince, CorrectionStatus? Correction);
