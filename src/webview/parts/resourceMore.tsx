import type { Resource } from '../../learning/roadmap/schema.ts';
import { Button, TextField } from '../components.tsx';
import { useRoadmap, useTextField } from '../panelContext.ts';
import { Fold } from './fold.tsx';
import { Facts } from './lines.tsx';

interface ResourceMoreProps {
  readonly resource: Resource;
  readonly url: string | undefined;
  readonly isReplaced: boolean;
}

/** Why a resource is there and what can be done with it. */
export function ResourceMore({ resource, url, isReplaced }: ResourceMoreProps) {
  const { ask, roadmap } = useRoadmap();
  const { focus, why, facts } = resource;
  const title = why || focus || facts.length > 0 ? 'Why, and more' : 'More';
  return (
    <Fold name={`resource/${resource.id}`} title={<MoreTitle words={title} of={resource.title} />}>
      <Facts
        facts={[...(focus ? [{ label: 'Focus', ...focus }] : []), ...(why ? [{ label: 'Why', ...why }] : []), ...facts]}
      />
      <div class="actions">
        <Button
          icon="watch"
          label={`Start studying: ${resource.title}`}
          onClick={() =>
            ask({
              type: 'startStudying',
              roadmap: roadmap.id,
              subject: resource.id,
              title: resource.title.slice(0, 300),
            })
          }
        >
          Start studying
        </Button>
        {isReplaced && (
          <Button
            label={`Restore the roadmap’s link: ${resource.title}`}
            onClick={() =>
              ask(
                { type: 'replaceLink', roadmap: roadmap.id, resource: resource.id, url: null },
                'The roadmap’s own link is back.',
              )
            }
          >
            Restore the roadmap’s link
          </Button>
        )}
      </div>
      <ReplaceLink resource={resource} hasUrl={url !== undefined} />
    </Fold>
  );
}

function MoreTitle({ words, of }: { readonly words: string; readonly of: string }) {
  return (
    <>
      {words}
      <span class="spokenOnly">: {of}</span>
    </>
  );
}

function ReplaceLink({ resource, hasUrl }: { readonly resource: Resource; readonly hasUrl: boolean }) {
  const { ask, roadmap } = useRoadmap();
  const [draft, setDraft] = useTextField(`link/${resource.id}`, '');
  const isGood = /^https?:\/\/\S+$/i.test(draft.trim()) && URL.canParse(draft.trim());
  const words = hasUrl ? 'Replace link' : 'Keep link';
  return (
    <form
      class="inlineForm"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        label={hasUrl ? 'Link dead or moved? Your own address for it' : 'An address of your own for it'}
        of={resource.title}
        value={draft}
        placeholder="https://"
        onInput={setDraft}
      />
      <Button label={`${words}: ${resource.title}`} onClick={save}>
        {words}
      </Button>
      {draft !== '' && !isGood && <p class="hint">An address begins with https:// or http://.</p>}
    </form>
  );

  function save() {
    if (!isGood) return;
    ask({ type: 'replaceLink', roadmap: roadmap.id, resource: resource.id, url: draft.trim() }, 'Your link is kept.');
    setDraft('');
  }
}
