import './provenance.css';
import type { RunSummary } from '@maillage/domain/runs/run.ts';
import { useQuery } from '@tanstack/react-query';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { provenanceQuery } from '../api/queries.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { type ProvenanceTarget, useProvenanceTarget } from '../ui/provenance-address.ts';
import { Skeleton } from '../ui/Skeleton.tsx';
import { ProvenanceContent } from './ProvenanceContent.tsx';

/** « D’où vient ce chiffre ? » : opened by the address, closed by Esc, by « Fermer » or by a click beside. */
export function ProvenanceDrawer({ run }: { run: RunSummary | undefined }) {
  const { target, close } = useProvenanceTarget();
  if (run === undefined) return null;
  return (
    <ModalOverlay className="drawer-overlay" isOpen={target !== null} onOpenChange={(isOpen) => !isOpen && close()} isDismissable>
      <Modal className="drawer">
        <Dialog className="drawer-dialog">
          <div className="drawer-head">
            <Heading slot="title">D’où vient ce chiffre ?</Heading>
            <button type="button" className="button" onClick={close}>
              Fermer
            </button>
          </div>
          {target && <DrawerBody runId={run.id} target={target} />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function DrawerBody({ runId, target }: { runId: string; target: ProvenanceTarget }) {
  const { data, error, refetch } = useQuery(provenanceQuery(runId, target.figureId, target.kind, target.code));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton size="page" label="Lecture de la provenance…" />;
  return <ProvenanceContent provenance={data} />;
}
