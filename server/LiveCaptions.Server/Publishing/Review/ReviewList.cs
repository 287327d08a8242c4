namespace LiveCaptions.Server.Publishing.Review;

/// <summary>What of a session's transcript a person should look at.</summary>
/// <param name="Total">How many there are; <paramref name="Items"/> may be fewer.</param>
public sealed record ReviewList(int Total, IReadOnlyList<ReviewItem> Items);
