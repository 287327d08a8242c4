using LiveCaptions.Server.Storage.Searching;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace LiveCaptions.Server.Storage;

/// <summary>The tables, of whatever database. Instants are Unix milliseconds: SQLite cannot order by its text form of them.</summary>
public abstract class CaptionDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SessionRow> Sessions => Set<SessionRow>();

    public DbSet<TrackRow> Tracks => Set<TrackRow>();

    public DbSet<FinalRow> Finals => Set<FinalRow>();

    public DbSet<KeyRow> Keys => Set<KeyRow>();

    public DbSet<TokenRow> Tokens => Set<TokenRow>();

    public DbSet<SinkRow> Sinks => Set<SinkRow>();

    public DbSet<SpeakerRow> Speakers => Set<SpeakerRow>();

    public DbSet<VoiceRow> Voices => Set<VoiceRow>();

    public DbSet<EmotionRow> Emotions => Set<EmotionRow>();

    public DbSet<EditRow> Edits => Set<EditRow>();

    public DbSet<MetadataRow> Metadata => Set<MetadataRow>();

    public DbSet<ProfileRow> Profiles => Set<ProfileRow>();

    public DbSet<YouTubeChannelRow> YouTubeChannels => Set<YouTubeChannelRow>();

    public DbSet<UploadRow> Uploads => Set<UploadRow>();

    public DbSet<SentTrackRow> SentTracks => Set<SentTrackRow>();

    public DbSet<SubtitleViewRow> SubtitleViews => Set<SubtitleViewRow>();

    public DbSet<SubtitleReportRow> SubtitleReports => Set<SubtitleReportRow>();

    public DbSet<QuotaDayRow> QuotaDays => Set<QuotaDayRow>();

    public DbSet<QuotaCallRow> QuotaCalls => Set<QuotaCallRow>();

    public DbSet<JobRow> Jobs => Set<JobRow>();

    /// <summary>Finals in which all terms are, as the database's index of words has them.</summary>
    internal abstract IQueryable<FinalRow> Matching(SearchTerms terms);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SessionRow>(session =>
        {
            session.HasKey(s => s.Id);
            session.Property(s => s.State).HasConversion<string>();
            session.Property(s => s.EndReason).HasConversion<string>();
            session.Property(s => s.Publishing).HasConversion<string>().HasDefaultValue(PublishingState.Off);
            session.Ignore(s => s.Import);
            session.Property(s => s.SealedImport).HasColumnName("Import");
            session.HasIndex(s => s.State);
            session.HasIndex(s => new { s.CreatedAt, s.Id });
            session.HasIndex(s => s.StreamKeyHash).IsUnique();
            session.HasMany(s => s.Speakers).WithOne().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Cascade);
            session.HasMany(s => s.Tracks).WithOne().HasForeignKey(t => t.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<TrackRow>().HasKey(t => new { t.SessionId, t.Number });
        modelBuilder.Entity<FinalRow>(Final);
        modelBuilder.Entity<EditRow>(Edit);
        modelBuilder.Entity<SpeakerRow>().HasKey(s => new { s.SessionId, s.Id });
        modelBuilder.Entity<VoiceRow>(voice =>
        {
            voice.HasKey(v => new { v.SessionId, v.Track, v.Start });
            voice.HasOne<SessionRow>().WithMany().HasForeignKey(v => v.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<EmotionRow>(emotion =>
        {
            emotion.HasKey(e => e.Id);
            emotion.HasIndex(e => new { e.SessionId, e.Id });
            emotion.HasOne<SessionRow>().WithMany().HasForeignKey(e => e.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<MetadataRow>(metadata =>
        {
            metadata.HasKey(m => m.SessionId);
            metadata.HasOne<SessionRow>().WithOne().HasForeignKey<MetadataRow>(m => m.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        modelBuilder.Entity<ProfileRow>().HasKey(p => p.Id);
        modelBuilder.Entity<JobRow>(job =>
        {
            job.HasKey(j => j.Id);
            job.Property(j => j.State).HasConversion<string>();
            job.HasIndex(j => new { j.Kind, j.State, j.NotBefore });
            job.HasIndex(j => new { j.Kind, j.Key }).IsUnique().HasFilter("\"State\" IN ('Waiting', 'Running')");
            job.HasOne<SessionRow>().WithMany().HasForeignKey(j => j.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
        BuildAccess(modelBuilder);
        BuildDestinations(modelBuilder);
    }

    private static void BuildAccess(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<KeyRow>(key =>
        {
            key.HasKey(k => k.Id);
            key.HasIndex(k => k.Hash).IsUnique();
        });
        modelBuilder.Entity<TokenRow>(token =>
        {
            token.HasKey(t => t.Id);
            token.HasIndex(t => t.Hash).IsUnique();
            token.HasOne<SessionRow>().WithMany().HasForeignKey(t => t.SessionId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void Final(EntityTypeBuilder<FinalRow> final)
    {
        final.HasKey(f => new { f.SessionId, f.CueId, f.Language });
        final.HasIndex(f => new { f.SessionId, f.Version, f.Seq }).IsUnique();
        final.HasIndex(f => new { f.SessionId, f.Version, f.Start });

        // Counted by the index alone, whenever sessions are listed.
        final.HasIndex(f => new { f.SessionId, f.Version, f.Language, f.Deleted });
        final.HasOne<SessionRow>().WithMany().HasForeignKey(f => f.SessionId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void Edit(EntityTypeBuilder<EditRow> edit)
    {
        edit.HasKey(e => new { e.SessionId, e.Seq });
        edit.HasOne<SessionRow>().WithMany().HasForeignKey(e => e.SessionId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void Sink(EntityTypeBuilder<SinkRow> sink)
    {
        sink.HasKey(s => new { s.SessionId, s.Id });
        sink.Property(s => s.Type).HasConversion<string>();
        sink.Ignore(s => s.Address).Ignore(s => s.Password);
        sink.Property(s => s.SealedAddress).HasColumnName("Address");
        sink.Property(s => s.SealedPassword).HasColumnName("Password");
        sink.HasOne<SessionRow>().WithMany().HasForeignKey(s => s.SessionId).OnDelete(DeleteBehavior.Cascade);
    }

    private static void BuildDestinations(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<SinkRow>(Sink);
        modelBuilder.Entity<YouTubeChannelRow>(channel =>
        {
            channel.HasKey(c => c.Id);
            channel.Ignore(c => c.Token);
            channel.Property(c => c.SealedToken).HasColumnName("Token");
        });
        modelBuilder.Entity<UploadRow>(upload =>
        {
            upload.HasKey(u => u.Id);
            upload.Property(u => u.State).HasConversion<string>();
            upload.Ignore(u => u.Address);
            upload.Property(u => u.SealedAddress).HasColumnName("Address");

            // Of one track there is one that is not over, whoever adds it.
            upload.HasIndex(u => new { u.VideoId, u.Language, u.Name }).IsUnique().HasFilter("\"State\" <> 'Done'");
        });
        modelBuilder.Entity<SentTrackRow>().HasKey(t => new { t.VideoId, t.Language, t.Name });
        modelBuilder.Entity<SubtitleViewRow>().HasKey(v => new { v.ChannelId, v.Day, v.VideoId, v.Language, v.Translated });
        modelBuilder.Entity<SubtitleReportRow>().HasKey(r => new { r.ChannelId, r.Id });
        modelBuilder.Entity<QuotaDayRow>().HasKey(d => new { d.Project, d.Day });
        modelBuilder.Entity<QuotaCallRow>().HasKey(c => c.Id);
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(),
        milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
