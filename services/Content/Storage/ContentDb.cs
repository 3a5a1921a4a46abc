using System.Text.Json;
using Catalogue;
using Content.Roadmaps;
using Content.Statistics;
using Messaging.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using ServiceDefaults;

namespace Content.Storage;

public class ContentDb(DbContextOptions<ContentDb> options) : MessagingDb(options)
{
    private static readonly JsonSerializerOptions Json = WebJsonOptions();

    public DbSet<Roadmap> Roadmaps => Set<Roadmap>();

    public DbSet<RoadmapWord> Words => Set<RoadmapWord>();

    public DbSet<Fact> Facts => Set<Fact>();

    public DbSet<FactCount> FactCounts => Set<FactCount>();

    /// <summary>Adds a roadmap, or puts it over the known one, with the words that it is found by.</summary>
    public async Task Replace(Roadmap roadmap, bool isKnown)
    {
        Entry(roadmap).State = isKnown ? EntityState.Modified : EntityState.Added;
        await Words.Where(word => word.Roadmap == roadmap.Slug).ExecuteDeleteAsync();
        Words.AddRange(roadmap.Words().Select(word => new RoadmapWord(roadmap.Slug, word)));
    }

    /// <summary>
    /// Makes roadmaps found that have no words: a version that takes other words removes the old ones.
    /// </summary>
    public async Task AddMissingWords()
    {
        var unfound = await Roadmaps.Where(roadmap => !Words.Any(word => word.Roadmap == roadmap.Slug))
            .Select(roadmap => new { roadmap.Slug, roadmap.Title, roadmap.Summary, roadmap.Tags }).ToListAsync();
        Words.AddRange(unfound.SelectMany(roadmap => SearchWords.Of(roadmap.Title, roadmap.Summary, roadmap.Tags)
            .Select(word => new RoadmapWord(roadmap.Slug, word))));
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        modelBuilder.Entity<Roadmap>(roadmap =>
        {
            roadmap.HasKey(r => r.Slug);
            roadmap.Ignore(r => r.Lessons);
            roadmap.Property(r => r.Status).HasConversion<string>();
            // Read and written as a whole, as in a document.
            roadmap.Property(r => r.Stages).HasConversion(
                stages => JsonSerializer.Serialize(stages, Json),
                json => JsonSerializer.Deserialize<IReadOnlyList<Stage>>(json, Json)!,
                ValueComparer.CreateDefault<IReadOnlyList<Stage>>(favorStructuralComparisons: false));
        });

        modelBuilder.Entity<RoadmapWord>().HasKey(word => new { word.Roadmap, word.Word });
        modelBuilder.Entity<RoadmapWord>().HasIndex(word => new { word.Word, word.Roadmap });
        modelBuilder.Entity<Fact>().HasKey(fact => new { fact.Roadmap, fact.Name, fact.Learner });
        modelBuilder.Entity<FactCount>().HasKey(counted => new { counted.Roadmap, counted.Name });
    }

    private static JsonSerializerOptions WebJsonOptions()
    {
        var options = new JsonSerializerOptions();
        options.UseWebDefaults();
        return options;
    }
}

/// <summary>A word that a roadmap is found by.</summary>
public record RoadmapWord(string Roadmap, string Word);
