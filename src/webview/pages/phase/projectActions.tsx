import type { Section } from '../../../learning/roadmap/schema.ts';
import { Button } from '../../components.tsx';
import { useOpen, useRoadmap } from '../../panelContext.ts';

/** What can be done with a project: create it, open it, or go to the one that it builds on. */
export function ProjectActions({ section }: { readonly section: Section }) {
  const { ask, roadmap, state } = useRoadmap();
  const { starter, folders } = state.projects[section.id] ?? { folders: [] };
  return (
    <div class="project">
      <Extends section={section} />
      {starter ? (
        <p>
          {starter.title}: {starter.summary} Needs {starter.needs}.
        </p>
      ) : (
        <p>No starter yet; build from this brief.</p>
      )}
      {folders.length > 0 && (
        <ul class="plain" aria-label="Your project folders">
          {folders.map((folder) => (
            <li key={folder}>
              <code>{folder}</code>
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        {folders.length > 0 && (
          <Button
            appearance="primary"
            icon="folder-opened"
            label={`Open project: ${section.title}`}
            onClick={() => ask({ type: 'openProject', roadmap: roadmap.id, section: section.id })}
          >
            Open project
          </Button>
        )}
        {starter && (
          <Button
            appearance={folders.length > 0 ? 'secondary' : 'primary'}
            icon="new-folder"
            label={`Create project: ${section.title}`}
            onClick={() => ask({ type: 'scaffold', roadmap: roadmap.id, section: section.id })}
          >
            {folders.length > 0 ? 'Create another' : 'Create project'}
          </Button>
        )}
      </div>
    </div>
  );
}

function Extends({ section }: { readonly section: Section }) {
  const { roadmap } = useRoadmap();
  const open = useOpen();
  const phase = roadmap.phases.find(({ sections }) => sections.some(({ id }) => id === section.extends));
  const earlier = phase?.sections.find(({ id }) => id === section.extends);
  if (!phase || !earlier) return null;
  return (
    <p>
      Builds on{' '}
      <button
        type="button"
        class="textButton"
        onClick={() => open({ name: 'phase', roadmap: roadmap.id, phase: phase.id, section: earlier.id })}
      >
        {earlier.title}
      </button>{' '}
      of phase {phase.number}.
    </p>
  );
}
